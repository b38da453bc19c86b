// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.hibernate.reactive.mutiny.Mutiny;

@Path("/shop")
public class Shop {

  @Inject Mutiny.SessionFactory factory;

  @POST
  @Path("/{author}/{title}")
  @WithTransaction
  public Uni<Long> add(String author, String title) {
    return Author.<Author>find("name", author)
        .firstResult()
        .onItem()
        .ifNull()
        .switchTo(() -> Author.named(author).persist())
        .chain(
            found -> {
              Book book = Book.titled(title, found);
              return factory
                  .withSession(session -> session.persist(book).call(session::flush))
                  .replaceWith(() -> book.id);
            });
  }

  @POST
  @Path("/{author}/{title}/undone")
  @WithTransaction
  public Uni<Long> addAndFail(String author, String title) {
    return add(author, title)
        .chain(id -> Uni.createFrom().failure(new IllegalStateException("meant to fail")));
  }

  @GET
  @Path("/{author}")
  public Uni<String> titles(String author) {
    return factory.withSession(
        session ->
            session
                .createQuery(
                    "select listagg(b.title, ', ') within group (order by b.title)"
                        + " from Book b where b.author.name = :author",
                    String.class)
                .setParameter("author", author)
                .getSingleResult()
                .map(titles -> titles == null ? "" : titles));
  }
}
