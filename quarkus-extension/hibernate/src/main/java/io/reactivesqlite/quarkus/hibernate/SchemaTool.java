// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate;

import io.reactivesqlite.hibernate.reactive.SQLiteSchemaTool;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.internal.SchemaManagementToolInitiator;
import org.hibernate.tool.schema.spi.ExtractionTool;
import org.hibernate.tool.schema.spi.GenerationTarget;
import org.hibernate.tool.schema.spi.SchemaCreator;
import org.hibernate.tool.schema.spi.SchemaDropper;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.SchemaMigrator;
import org.hibernate.tool.schema.spi.SchemaPopulator;
import org.hibernate.tool.schema.spi.SchemaTruncator;
import org.hibernate.tool.schema.spi.SchemaValidator;

/**
 * The dialect's schema tool with its own target. Quarkus sets another one when the application
 * starts, which swallows errors and drops tables with foreign keys enforced.
 */
final class SchemaTool implements SchemaManagementTool, ServiceRegistryAwareService {

  private final SQLiteSchemaTool tool = new SQLiteSchemaTool();

  @Override
  public void injectServices(ServiceRegistryImplementor services) {
    tool.injectServices(services);
  }

  @Override
  public void setCustomDatabaseGenerationTarget(GenerationTarget other) {
    // keeps the tool's own
  }

  @Override
  public ExtractionTool getExtractionTool() {
    return tool.getExtractionTool();
  }

  @Override
  public SchemaCreator getSchemaCreator(Map<String, Object> options) {
    return tool.getSchemaCreator(options);
  }

  @Override
  public SchemaDropper getSchemaDropper(Map<String, Object> options) {
    return tool.getSchemaDropper(options);
  }

  @Override
  public SchemaMigrator getSchemaMigrator(Map<String, Object> options) {
    return tool.getSchemaMigrator(options);
  }

  @Override
  public SchemaValidator getSchemaValidator(Map<String, Object> options) {
    return tool.getSchemaValidator(options);
  }

  @Override
  public SchemaPopulator getSchemaPopulator(Map<String, Object> options) {
    return tool.getSchemaPopulator(options);
  }

  @Override
  public SchemaTruncator getSchemaTruncator(Map<String, Object> options) {
    return tool.getSchemaTruncator(options);
  }

  static final class Initiator implements StandardServiceInitiator<SchemaManagementTool> {

    @Override
    public Class<SchemaManagementTool> getServiceInitiated() {
      return SchemaManagementTool.class;
    }

    @Override
    public SchemaManagementTool initiateService(
        Map<String, Object> settings, ServiceRegistryImplementor registry) {
      // A datasource with a JDBC URL too has a second, blocking unit of the same name.
      return registry.locateServiceBinding(VertxInstance.class) == null
          ? SchemaManagementToolInitiator.INSTANCE.initiateService(settings, registry)
          : new SchemaTool();
    }
  }
}
