// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a developer has open in an editor. */
@Path("/dev")
public class DevResource {

  @Inject Pool pool;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @GET
  @Path("/greeting")
  public String greeting() {
    return "before";
  }

  @GET
  @Path("/cache-size")
  public Uni<String> cacheSize() {
    return values("pragma cache_size");
  }

  @GET
  @Path("/url")
  public String url() {
    return url;
  }

  @GET
  @Path("/notes")
  public Uni<String> notes() {
    return values("select text from note order by text");
  }

  @POST
  @Path("/notes/{text}")
  public Uni<Void> note(String text) {
    return pool.preparedQuery("insert into note values (?)")
        .execute(Tuple.of(text))
        .replaceWithVoid();
  }

  private Uni<String> values(String sql) {
    return pool.query(sql)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(DevResource::text)
                    .collect(Collectors.joining(",")));
  }

  private static String text(Row row) {
    return String.valueOf(row.getValue(0));
  }
}
