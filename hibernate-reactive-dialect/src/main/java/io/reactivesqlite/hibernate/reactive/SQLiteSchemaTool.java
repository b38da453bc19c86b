// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.reactivesqlite.hibernate.schema.SQLiteInformationExtractor;
import java.util.Map;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.reactive.provider.service.ReactiveImprovedExtractionContextImpl;
import org.hibernate.reactive.provider.service.ReactiveSchemaManagementTool;
import org.hibernate.reactive.provider.service.ReactiveSchemaManagementToolInitiator;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.extract.spi.ExtractionContext;
import org.hibernate.tool.schema.extract.spi.InformationExtractor;
import org.hibernate.tool.schema.internal.SchemaManagementToolInitiator;
import org.hibernate.tool.schema.spi.ExtractionTool;
import org.hibernate.tool.schema.spi.SchemaManagementTool;

/** Creates, updates and validates schemas over the reactive client. */
public final class SQLiteSchemaTool extends ReactiveSchemaManagementTool {

  @Override
  public void injectServices(ServiceRegistryImplementor services) {
    super.injectServices(services);
    setCustomDatabaseGenerationTarget(new SchemaTarget(services));
  }

  @Override
  public ExtractionTool getExtractionTool() {
    return new Extraction();
  }

  private static final class Extraction implements ExtractionTool {

    @Override
    public ExtractionContext createExtractionContext(
        ServiceRegistry services,
        JdbcEnvironment environment,
        SqlStringGenerationContext context,
        DdlTransactionIsolator isolator,
        ExtractionContext.DatabaseObjectAccess access) {
      return new ReactiveImprovedExtractionContextImpl(services, context, access);
    }

    @Override
    public InformationExtractor createInformationExtractor(ExtractionContext context) {
      return new SQLiteInformationExtractor(context);
    }
  }

  /** Chooses this tool for reactive registries of SQLite and leaves others what they had. */
  public static final class Initiator implements StandardServiceInitiator<SchemaManagementTool> {

    @Override
    public Class<SchemaManagementTool> getServiceInitiated() {
      return SchemaManagementTool.class;
    }

    @Override
    public SchemaManagementTool initiateService(
        Map<String, Object> settings, ServiceRegistryImplementor registry) {
      if (!Reactive.is(registry)) {
        return SchemaManagementToolInitiator.INSTANCE.initiateService(settings, registry);
      }
      return settings.get(AvailableSettings.SCHEMA_MANAGEMENT_TOOL) == null
              && Reactive.isOnSqlite(registry)
          ? new SQLiteSchemaTool()
          : ReactiveSchemaManagementToolInitiator.INSTANCE.initiateService(settings, registry);
    }
  }
}
