// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate;

import io.reactivesqlite.hibernate.errors.ConstraintNames;
import io.reactivesqlite.hibernate.errors.SQLiteErrors;
import io.reactivesqlite.hibernate.functions.SQLiteFunctions;
import io.reactivesqlite.hibernate.keys.RowidIdentity;
import io.reactivesqlite.hibernate.schema.SQLiteIndexExporter;
import io.reactivesqlite.hibernate.schema.SQLiteInformationExtractor;
import io.reactivesqlite.hibernate.schema.SQLiteTableExporter;
import io.reactivesqlite.hibernate.schema.SQLiteTableMigrator;
import io.reactivesqlite.hibernate.schema.SQLiteUniqueKeys;
import io.reactivesqlite.hibernate.schema.SessionTables;
import io.reactivesqlite.hibernate.sql.Casts;
import io.reactivesqlite.hibernate.sql.SQLiteSqlAstTranslator;
import io.reactivesqlite.hibernate.sql.TemporalLiterals;
import io.reactivesqlite.hibernate.sql.Temporals;
import io.reactivesqlite.hibernate.types.ColumnTypes;
import io.reactivesqlite.hibernate.types.JsonAggregates;
import io.reactivesqlite.hibernate.types.TypeStorage;
import jakarta.persistence.TemporalType;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.LockOptions;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.NationalizationSupport;
import org.hibernate.dialect.TimeZoneSupport;
import org.hibernate.dialect.aggregate.AggregateSupport;
import org.hibernate.dialect.identity.IdentityColumnSupport;
import org.hibernate.dialect.lock.internal.NoLockingSupport;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.dialect.temptable.TemporaryTableStrategy;
import org.hibernate.dialect.unique.UniqueDelegate;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.config.spi.StandardConverters;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.env.spi.IdentifierCaseStrategy;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelperBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.mutation.EntityMutationTarget;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.CastType;
import org.hibernate.query.sqm.IntervalType;
import org.hibernate.query.sqm.TrimSpec;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableInsertStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.internal.NonLockingClauseStrategy;
import org.hibernate.sql.ast.spi.LockingClauseStrategy;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.internal.OptionalTableUpdate;
import org.hibernate.tool.schema.extract.spi.ExtractionContext;
import org.hibernate.tool.schema.extract.spi.InformationExtractor;
import org.hibernate.tool.schema.spi.Exporter;
import org.hibernate.tool.schema.spi.TableMigrator;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.sql.internal.DdlTypeImpl;
import org.hibernate.type.descriptor.sql.spi.DdlTypeRegistry;

/**
 * SQLite 3.45 and later, for Hibernate Reactive and for Hibernate ORM over JDBC.
 *
 * <p>Its constructors touch no library and no database: Quarkus creates dialects while it builds.
 */
public class SQLiteDialect extends SQLiteGrammar {
  private static final DatabaseVersion MINIMUM_VERSION = DatabaseVersion.make(3, 45);

  private final ConstraintNames constraints = new ConstraintNames();
  private final SQLiteErrors errors = new SQLiteErrors(constraints);
  private final UniqueDelegate uniqueKeys = new SQLiteUniqueKeys(this);
  private final Exporter<Table> tables = new SQLiteTableExporter(this);
  private boolean autoincrement;
  private boolean strict;

  public SQLiteDialect() {
    this(MINIMUM_VERSION);
  }

  public SQLiteDialect(DialectResolutionInfo info) {
    this(info.makeCopyOrDefault(MINIMUM_VERSION));
    registerKeywords(info);
  }

  public SQLiteDialect(DatabaseVersion version) {
    super(version);
  }

  @Override
  protected DatabaseVersion getMinimumSupportedVersion() {
    return MINIMUM_VERSION;
  }

  /** Whether identity columns never reuse a key. */
  public final boolean isAutoincrement() {
    return autoincrement;
  }

  /** Whether tables are created STRICT. */
  public final boolean isStrict() {
    return strict;
  }

  /** The unique constraints of the mapping this dialect serves. */
  public final ConstraintNames constraints() {
    return constraints;
  }

  @Override
  public void contributeTypes(TypeContributions contributions, ServiceRegistry services) {
    final ConfigurationService configuration = services.requireService(ConfigurationService.class);
    autoincrement =
        configuration.getSetting(
            SQLiteSettings.AUTOINCREMENT, StandardConverters.BOOLEAN, autoincrement);
    strict =
        configuration.getSetting(SQLiteSettings.STRICT_TABLES, StandardConverters.BOOLEAN, strict);
    super.contributeTypes(contributions, services);
    TypeStorage.contribute(contributions);
  }

  @Override
  public void initializeFunctionRegistry(FunctionContributions contributions) {
    super.initializeFunctionRegistry(contributions);
    SQLiteFunctions.contribute(this, contributions);
  }

  // -- column types

  @Override
  protected String columnType(int sqlTypeCode) {
    final String named = ColumnTypes.named(sqlTypeCode);
    return named == null ? super.columnType(sqlTypeCode) : named;
  }

  @Override
  protected String castType(int sqlTypeCode) {
    return ColumnTypes.cast(sqlTypeCode);
  }

  @Override
  protected void registerColumnTypes(TypeContributions contributions, ServiceRegistry services) {
    super.registerColumnTypes(contributions, services);
    final DdlTypeRegistry types = contributions.getTypeConfiguration().getDdlTypeRegistry();
    for (int code : new int[] {SqlTypes.JSON, SqlTypes.UUID}) {
      types.addDescriptor(new DdlTypeImpl(code, columnType(code), "text", this));
    }
  }

  @Override
  public int getMaxVarcharLength() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int getMaxVarbinaryLength() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int getDefaultTimestampPrecision() {
    return 9;
  }

  @Override
  public int getPreferredSqlTypeCodeForArray() {
    return SqlTypes.JSON_ARRAY;
  }

  @Override
  public NationalizationSupport getNationalizationSupport() {
    return NationalizationSupport.IMPLICIT;
  }

  @Override
  public TimeZoneSupport getTimeZoneSupport() {
    return TimeZoneSupport.NORMALIZE;
  }

  @Override
  public boolean getDefaultNonContextualLobCreation() {
    return true;
  }

  @Override
  public boolean useConnectionToCreateLob() {
    return false;
  }

  @Override
  public boolean supportsExpectedLobUsagePattern() {
    return true;
  }

  @Override
  public boolean supportsLobValueChangePropagation() {
    return false;
  }

  @Override
  public AggregateSupport getAggregateSupport() {
    return JsonAggregates.INSTANCE;
  }

  // -- literals

  @Override
  public void appendDateTimeLiteral(
      SqlAppender appender, TemporalAccessor value, TemporalType type, TimeZone jdbcTimeZone) {
    TemporalLiterals.append(appender, value, type);
  }

  @Override
  public void appendDateTimeLiteral(
      SqlAppender appender, Date value, TemporalType type, TimeZone jdbcTimeZone) {
    TemporalLiterals.append(
        appender, Instant.ofEpochMilli(value.getTime()), type, jdbcTimeZone.toZoneId());
  }

  @Override
  public void appendDateTimeLiteral(
      SqlAppender appender, Calendar value, TemporalType type, TimeZone jdbcTimeZone) {
    TemporalLiterals.append(appender, value.toInstant(), type, jdbcTimeZone.toZoneId());
  }

  @Override
  public void appendUUIDLiteral(SqlAppender appender, UUID literal) {
    appender.appendSql('\'');
    appender.appendSql(literal.toString());
    appender.appendSql('\'');
  }

  // -- functions that the dialect renders itself

  @Override
  public String currentDate() {
    return Temporals.LOCAL_DATE_NOW;
  }

  @Override
  public String currentTime() {
    return Temporals.LOCAL_TIME_NOW;
  }

  @Override
  public String currentTimestamp() {
    return Temporals.LOCAL_NOW;
  }

  @Override
  public String currentTimestampWithTimeZone() {
    return Temporals.UTC_NOW;
  }

  @Override
  public boolean supportsCurrentTimestampSelection() {
    return true;
  }

  @Override
  public boolean isCurrentTimestampSelectStringCallable() {
    return false;
  }

  @Override
  public String getCurrentTimestampSelectString() {
    return "select " + Temporals.LOCAL_NOW;
  }

  @Override
  public boolean supportsStandardCurrentTimestampFunction() {
    return false;
  }

  @Override
  public String extractPattern(TemporalUnit unit) {
    return Temporals.extract(unit);
  }

  @Override
  public String timestampaddPattern(
      TemporalUnit unit, TemporalType temporalType, IntervalType intervalType) {
    return Temporals.add(unit, temporalType);
  }

  @Override
  public String timestampdiffPattern(TemporalUnit unit, TemporalType from, TemporalType to) {
    return Temporals.difference(unit, from, to);
  }

  @Override
  public String castPattern(CastType from, CastType to) {
    final String pattern = Casts.pattern(from, to);
    return pattern == null ? super.castPattern(from, to) : pattern;
  }

  /** As it is written: the function that takes it translates it. */
  @Override
  public void appendDatetimeFormat(SqlAppender appender, String format) {
    appender.appendSql(format);
  }

  @Override
  public String trimPattern(TrimSpec specification, boolean isWhitespace) {
    final String function =
        switch (specification) {
          case BOTH -> "trim";
          case LEADING -> "ltrim";
          case TRAILING -> "rtrim";
        };
    return isWhitespace ? function + "(?1)" : function + "(?1,?2)";
  }

  @Override
  public boolean supportsTruncateWithCast() {
    return false;
  }

  // -- what SQLite's SQL can and cannot say

  @Override
  public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
    return new StandardSqlAstTranslatorFactory() {
      @Override
      protected <T extends JdbcOperation> SqlAstTranslator<T> buildTranslator(
          SessionFactoryImplementor factory, Statement statement) {
        return new SQLiteSqlAstTranslator<>(factory, statement, constraints);
      }
    };
  }

  @Override
  public MutationOperation createOptionalTableUpdateOperation(
      EntityMutationTarget target, OptionalTableUpdate update, SessionFactoryImplementor factory) {
    return update.getNumberOfOptimisticLockBindings() == 0
        ? new SQLiteSqlAstTranslator<>(factory, update, constraints).createMergeOperation(update)
        : super.createOptionalTableUpdateOperation(target, update, factory);
  }

  // -- keys

  @Override
  public IdentityColumnSupport getIdentityColumnSupport() {
    return RowidIdentity.INSTANCE;
  }

  @Override
  public boolean supportsInsertReturning() {
    return true;
  }

  @Override
  public boolean supportsUpdateReturning() {
    return true;
  }

  @Override
  public boolean getDefaultUseGetGeneratedKeys() {
    return false;
  }

  // -- locks: there is one writer at a time, and its transaction is the lock

  @Override
  public LockingSupport getLockingSupport() {
    return NoLockingSupport.NO_LOCKING_SUPPORT;
  }

  @Override
  public LockingClauseStrategy getLockingClauseStrategy(
      QuerySpec querySpec, LockOptions lockOptions) {
    return NonLockingClauseStrategy.NON_CLAUSE_STRATEGY;
  }

  @Override
  public String getForUpdateString() {
    return "";
  }

  @Override
  public boolean supportsOuterJoinForUpdate() {
    return false;
  }

  // -- errors

  @Override
  public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
    return errors.conversion();
  }

  @Override
  public ViolatedConstraintNameExtractor getViolatedConstraintNameExtractor() {
    return errors.constraintNames();
  }

  // -- statements over several tables

  @Override
  public SqmMultiTableMutationStrategy getFallbackSqmMutationStrategy(
      EntityMappingType entity, RuntimeModelCreationContext context) {
    return new LocalTemporaryTableMutationStrategy(entity, context);
  }

  @Override
  public SqmMultiTableInsertStrategy getFallbackSqmInsertStrategy(
      EntityMappingType entity, RuntimeModelCreationContext context) {
    return new LocalTemporaryTableInsertStrategy(entity, context);
  }

  @Override
  public TemporaryTableStrategy getLocalTemporaryTableStrategy() {
    return SessionTables.INSTANCE;
  }

  // -- DDL

  @Override
  public Exporter<Table> getTableExporter() {
    return tables;
  }

  @Override
  public TableMigrator getTableMigrator() {
    return new SQLiteTableMigrator(this);
  }

  @Override
  public Exporter<Index> getIndexExporter() {
    return new SQLiteIndexExporter(this);
  }

  @Override
  public UniqueDelegate getUniqueDelegate() {
    return uniqueKeys;
  }

  @Override
  public InformationExtractor getInformationExtractor(ExtractionContext extractionContext) {
    return new SQLiteInformationExtractor(extractionContext);
  }

  /** Column types of SQLite are names; what matters to it is the affinity. */
  @Override
  public boolean equivalentTypes(int typeCode1, int typeCode2) {
    return super.equivalentTypes(typeCode1, typeCode2)
        || ColumnTypes.strict(typeCode1).equals(ColumnTypes.strict(typeCode2));
  }

  /**
   * To SQLite names are the same in whatever case, quoted or not. So the schema tool looks for them
   * in lower case, in which {@link SQLiteInformationExtractor} gives them.
   */
  @Override
  public IdentifierHelper buildIdentifierHelper(
      IdentifierHelperBuilder builder, DatabaseMetaData metadata) throws SQLException {
    builder.setUnquotedCaseStrategy(IdentifierCaseStrategy.LOWER);
    builder.setQuotedCaseStrategy(IdentifierCaseStrategy.LOWER);
    return super.buildIdentifierHelper(builder, metadata);
  }

  /** Keys are part of the table: SQLite cannot add or drop one. */
  @Override
  public boolean hasAlterTable() {
    return false;
  }

  @Override
  public boolean dropConstraints() {
    return false;
  }

  @Override
  public boolean qualifyIndexName() {
    return false;
  }

  @Override
  public boolean canCreateSchema() {
    return false;
  }

  @Override
  public boolean supportsIfExistsBeforeTableName() {
    return true;
  }

  @Override
  public boolean supportsCommentOn() {
    return false;
  }

  @Override
  public String getTableComment(String comment) {
    return "";
  }

  @Override
  public boolean canDisableConstraints() {
    return true;
  }

  @Override
  public String getDisableConstraintsStatement() {
    return "pragma foreign_keys=off";
  }

  @Override
  public String getEnableConstraintsStatement() {
    return "pragma foreign_keys=on";
  }

  @Override
  public String getTruncateTableStatement(String tableName) {
    return "delete from " + tableName;
  }
}
