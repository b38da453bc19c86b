// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors.hibernate;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.reactivesqlite.benchmarks.competitors.Blocking;
import io.reactivesqlite.benchmarks.competitors.Checks;
import io.reactivesqlite.benchmarks.competitors.Operation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Hibernate ORM over sqlite-jdbc and Agroal: one session for each request, as a server does it. */
public final class OrmSessions implements Blocking {

  private final AgroalDataSource pool;
  private final SessionFactory factory;

  /**
   * @param url transactions begin IMMEDIATE through it: the default, deferred, fails at once where
   *     two have read
   */
  public OrmSessions(String url, int connections) throws SQLException {
    pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    pooling ->
                        pooling
                            .maxSize(connections)
                            .initialSize(connections)
                            .acquisitionTimeout(Duration.ofSeconds(30))
                            .connectionFactoryConfiguration(
                                connecting ->
                                    connecting.jdbcUrl(url + "&transaction_mode=IMMEDIATE"))));
    Configuration configuration = Entities.configuration();
    configuration.getProperties().put("hibernate.connection.datasource", pool);
    factory = configuration.buildSessionFactory();
  }

  @Override
  public void run(Operation operation, long number) {
    switch (operation) {
      case SELECT -> find(Checks.item(number));
      case INSERT -> persist(number);
      case QUERY -> query(Entities.first(number));
      case READ_MODIFY_WRITE -> update(Checks.account(number));
      default -> throw new IllegalArgumentException(operation + " is not asked of Hibernate");
    }
  }

  private void find(long id) {
    Item item = factory.fromSession(session -> session.find(Item.class, id));
    Entities.check(item, id);
  }

  private void persist(long number) {
    Added added = new Added(number);
    factory.inTransaction(session -> session.persist(added));
    Entities.check(added);
  }

  private void query(long first) {
    List<Item> items =
        factory.fromSession(
            session ->
                session
                    .createSelectionQuery(Entities.QUERY, Item.class)
                    .setParameter(1, first)
                    .setParameter(2, Entities.last(first))
                    .getResultList());
    Entities.check(items, first);
  }

  private void update(long id) {
    factory.inTransaction(session -> session.find(Account.class, id).balance++);
  }

  @Override
  public void close() {
    factory.close();
    pool.close();
  }
}
