// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.it;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.stream.Collectors;

@Path("/books")
public class Shop {

  @POST
  @Path("/{title}")
  @WithTransaction
  public Uni<Long> add(String title) {
    return Book.titled(title).<Book>persist().map(book -> book.id);
  }

  @GET
  public Uni<String> titles() {
    return Book.<Book>listAll()
        .map(books -> books.stream().map(book -> book.title).collect(Collectors.joining(", ")));
  }
}
