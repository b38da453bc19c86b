// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.SemanticException;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.AbstractSqmFunctionDescriptor;
import org.hibernate.query.sqm.function.SelfRenderingSqmFunction;
import org.hibernate.query.sqm.tree.SqmTypedNode;

/** Says why a function of XML cannot be; Hibernate itself would fail without a reason. */
final class NoXml extends AbstractSqmFunctionDescriptor {
  private static final List<String> FUNCTIONS =
      List.of(
          "xmlelement",
          "xmlcomment",
          "xmlforest",
          "xmlconcat",
          "xmlpi",
          "xmlquery",
          "xmlexists",
          "xmlagg");

  private NoXml(String name) {
    super(name);
  }

  static void register(Registrar registrar) {
    FUNCTIONS.forEach(name -> registrar.function(name, new NoXml(name)));
  }

  @Override
  protected <T> SelfRenderingSqmFunction<T> generateSqmFunctionExpression(
      List<? extends SqmTypedNode<?>> arguments,
      ReturnableType<T> impliedResultType,
      QueryEngine queryEngine) {
    throw new SemanticException(
        "SQLite has no XML, so there is no function '" + getName() + "': use JSON instead");
  }
}
