// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmFunctionDescriptor;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.function.FunctionRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;

/** A function with the parameters and the result of one of Hibernate's, and SQL of ours. */
public final class RenderedFunction extends AbstractSqmSelfRenderingFunctionDescriptor {
  private final FunctionRenderer renderer;
  private final String signature;

  public RenderedFunction(AbstractSqmFunctionDescriptor model, FunctionRenderer renderer) {
    super(
        model.getName(),
        model.getArgumentsValidator(),
        model.getReturnTypeResolver(),
        model.getArgumentTypeResolver());
    this.renderer = renderer;
    this.signature = model.getArgumentListSignature();
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    renderer.render(sql, arguments, returnType, translator);
  }

  @Override
  public String getArgumentListSignature() {
    return signature;
  }
}
