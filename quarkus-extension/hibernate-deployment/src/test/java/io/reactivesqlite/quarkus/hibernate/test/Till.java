// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import io.reactivesqlite.quarkus.hibernate.stock.Shelf;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Transactions by the annotation of Jakarta, around a session that is injected. Not on the resource
 * itself: Quarkus gives methods of resources that use Panache a session of their own, which the
 * annotation refuses.
 */
@ApplicationScoped
public class Till {

  @Inject Mutiny.Session session;

  @Transactional
  public Uni<Void> shelf(String name) {
    return session.persist(Shelf.named(name));
  }

  /** Reads before it writes, which loses updates where the transaction lets others in between. */
  @Transactional
  public Uni<Integer> sold(String name) {
    return session.find(Shelf.class, name).map(shelf -> ++shelf.books);
  }

  @Transactional
  public Uni<Integer> undone(String name) {
    return sold(name).call(session::flush).chain(Till::failure);
  }

  @Transactional(dontRollbackOn = IllegalStateException.class)
  public Uni<Integer> kept(String name) {
    return sold(name).call(session::flush).chain(Till::failure);
  }

  private static Uni<Integer> failure() {
    return Uni.createFrom().failure(new IllegalStateException("meant to fail"));
  }

  @Path("/till")
  public static class Front {

    @Inject Till till;

    @POST
    @Path("/shelves/{name}")
    public Uni<Void> shelf(String name) {
      return till.shelf(name);
    }

    @POST
    @Path("/shelves/{name}/sold")
    public Uni<Integer> sold(String name) {
      return till.sold(name);
    }

    @POST
    @Path("/shelves/{name}/undone")
    public Uni<Integer> undone(String name) {
      return till.undone(name);
    }

    @POST
    @Path("/shelves/{name}/kept")
    public Uni<Integer> kept(String name) {
      return till.kept(name);
    }
  }
}
