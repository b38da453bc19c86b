// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.quarkus;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers to requests that cannot be fulfilled, through no fault of the shop. */
final class Refused {

  private Refused() {}

  static WebApplicationException badRequest(String why) {
    return new WebApplicationException(response(400, why));
  }

  static WebApplicationException notFound(String why) {
    return new WebApplicationException(response(404, why));
  }

  static WebApplicationException conflict(String why) {
    return new WebApplicationException(response(409, why));
  }

  private static Response response(int status, String why) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(Map.of("error", why))
        .build();
  }

  /** The only constraint that a customer can run into is that of the reference. */
  static final class Mappers {

    @ServerExceptionMapper
    Response usedBefore(ConstraintViolationException violation) {
      return response(409, "This reference has been used before.");
    }
  }
}
