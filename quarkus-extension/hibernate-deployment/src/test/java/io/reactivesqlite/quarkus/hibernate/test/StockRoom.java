// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.reactivesqlite.quarkus.hibernate.stock.Shelf;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.hibernate.reactive.mutiny.Mutiny;

/** The two ways to begin a transaction, on a persistence unit that has a name. */
@Path("/stock")
public class StockRoom {

  @POST
  @Path("/{name}/with-transaction")
  @WithTransaction("stock")
  public Uni<Void> withTransaction(String name) {
    return Shelf.named(name).persist().replaceWithVoid();
  }

  @POST
  @Path("/{name}/undone")
  @WithTransaction("stock")
  public Uni<Void> undone(String name) {
    return Shelf.named(name)
        .persistAndFlush()
        .chain(shelf -> Uni.createFrom().failure(new IllegalStateException("meant to fail")));
  }

  @ApplicationScoped
  public static class Bean {

    @Inject
    @PersistenceUnit("stock")
    Mutiny.Session session;

    @Transactional
    public Uni<Void> persist(String name) {
      return session.persist(Shelf.named(name));
    }
  }

  /** Refers to no Panache entity, or Quarkus would give it a session of its own. */
  @Path("/stock")
  public static class Front {

    @Inject Bean bean;

    @POST
    @Path("/{name}/transactional")
    public Uni<Void> transactional(String name) {
      return bean.persist(name);
    }
  }
}
