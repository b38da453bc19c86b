// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.array;

import io.reactivesqlite.hibernate.functions.json.EachColumn;
import java.util.List;
import org.hibernate.dialect.function.UnnestSetReturningFunctionTypeResolver;
import org.hibernate.dialect.function.array.UnnestFunction;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.SqlTypedMapping;
import org.hibernate.query.sqm.sql.SqmToSqlAstConverter;
import org.hibernate.query.sqm.tuple.internal.AnonymousTupleTableGroupProducer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.BasicPluralType;

/** {@code unnest(array)} as json_each, with the elements' attributes read out of its value. */
final class UnnestRows extends UnnestFunction {

  UnnestRows() {
    super(new Columns());
  }

  @Override
  protected void renderJsonTable(
      SqlAppender sql,
      Expression array,
      BasicPluralType<?, ?> pluralType,
      SqlTypedMapping sqlTypedMapping,
      AnonymousTupleTableGroupProducer tupleType,
      String alias,
      SqlAstTranslator<?> translator) {
    sql.append("json_each(");
    array.accept(translator);
    sql.append(')');
  }

  private static final class Columns extends UnnestSetReturningFunctionTypeResolver {

    Columns() {
      super("value", "key");
    }

    @Override
    public SelectableMapping[] resolveFunctionReturnType(
        List<? extends SqlAstNode> arguments,
        String alias,
        boolean lateral,
        boolean withOrdinality,
        SqmToSqlAstConverter converter) {
      final SelectableMapping[] mappings =
          super.resolveFunctionReturnType(arguments, alias, lateral, withOrdinality, converter);
      for (int i = 0; i < mappings.length; i++) {
        mappings[i] = column(mappings[i]);
      }
      return mappings;
    }

    private static SelectableMapping column(SelectableMapping mapping) {
      final String name = mapping.getSelectableName();
      if (name.equals(CollectionPart.Nature.INDEX.getName())) {
        return EachColumn.read(name, EachColumn.ORDINAL, mapping.getJdbcMapping());
      }
      final String path = name.equals(CollectionPart.Nature.ELEMENT.getName()) ? "$" : "$." + name;
      return EachColumn.value(name, path, mapping.getJdbcMapping());
    }
  }
}
