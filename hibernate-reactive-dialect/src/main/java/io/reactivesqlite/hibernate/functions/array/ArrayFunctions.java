// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.array;

import io.reactivesqlite.hibernate.functions.RenderedFunction;
import java.util.List;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.query.sqm.function.AbstractSqmFunctionDescriptor;
import org.hibernate.query.sqm.function.FunctionRenderer;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;

/** Functions over arrays, which are JSON arrays here. */
public final class ArrayFunctions {
  private static final String ELEMENT = "json(?1->fullkey)";
  private static final String REBUILT =
      "case when ?1 is not null then (select json_group_array(%s order by key%s) from json_each(?1)"
          + "%s) end";

  private final SqmFunctionRegistry registry;

  private ArrayFunctions(SqmFunctionRegistry registry) {
    this.registry = registry;
  }

  public static void contribute(FunctionContributions contributions) {
    borrowSignatures(new CommonFunctionFactory(contributions));
    new ArrayFunctions(contributions.getFunctionRegistry()).register();
    contributions.getFunctionRegistry().register("unnest", new UnnestRows());
    contributions.getFunctionRegistry().register("array_agg", new ArrayAggregate());
    new CommonFunctionFactory(contributions).generateSeries_recursive(10_000, false, false);
  }

  /** What other databases register; their rendering is replaced below. */
  private static void borrowSignatures(CommonFunctionFactory common) {
    common.array();
    common.arrayContains_hsql();
    common.arrayIntersects_hsql();
    common.arrayPosition_hsql();
    common.arrayPositions_hsql();
    common.arrayLength_cardinality();
    common.arrayConcat_operator();
    common.arrayPrepend_operator();
    common.arrayAppend_operator();
    common.arrayGet_unnest();
    common.arraySet_unnest();
    common.arrayRemove_hsql();
    common.arrayRemoveIndex_unnest(false);
    common.arraySlice_unnest();
    common.arrayReplace_unnest();
    common.arrayTrim_unnest();
    common.arrayReverse_unnest();
    common.arraySort_unnest();
    common.arrayFill_hsql();
    common.arrayToString_hsql();
  }

  private void register() {
    final ElementArguments json = ElementArguments.JSON;
    final ElementArguments compared = ElementArguments.COMPARED;
    for (String constructor : List.of("array", "array_list")) {
      replace(constructor, ArrayRendering::constructor);
    }
    replace("array_length", json.pattern("json_array_length(?1)"));
    replace("array_get", ArrayRendering::get);
    replace("array_concat", ArrayRendering::concat);
    replace("array_append", json.pattern("json_insert(?1,'$[#]',?2)", 1));
    replace(
        "array_prepend",
        json.pattern(
            "case json_array_length(?2) when 0 then json_array(?1) else"
                + " substr(json_array(?1),1,length(json_array(?1))-1)||','||substr(json(?2),2) end",
            0));
    replace("array_set", json.pattern(ArrayRendering.SET, 2));
    replace("array_remove", compared.pattern(rebuilt(ELEMENT, "", "value is not ?2"), 1));
    replace("array_remove_index", json.pattern(rebuilt(ELEMENT, "", "key+1<>?2")));
    replace("array_slice", json.pattern(rebuilt(ELEMENT, "", "key+1 between ?2 and ?3")));
    replace("array_trim", json.pattern(rebuilt(ELEMENT, "", "key<json_array_length(?1)-(?2)")));
    replace("array_reverse", json.pattern(rebuilt(ELEMENT, " desc", null)));
    replace("array_replace", ArrayRendering::replace);
    replace("array_sort", ArrayRendering::sort);
    for (String fill : List.of("array_fill", "array_fill_list")) {
      replace(fill, json.pattern(ArrayRendering.FILL, 0));
    }
    replace("array_to_string", ArrayRendering::toText);
    replace("array_position", ArrayRendering::position);
    for (String positions : List.of("array_positions", "array_positions_list")) {
      replace(positions, compared.pattern(rebuilt("key+1", "", "value is ?2"), 1));
    }
    for (String nullable : List.of("", "_nullable")) {
      final String same = nullable.isEmpty() ? "=" : " is ";
      replace("array_contains" + nullable, ArrayRendering.contains(same));
      replace("array_includes" + nullable, ElementArguments.plain(ArrayRendering.includes(same)));
      replace(
          "array_intersects" + nullable,
          ElementArguments.plain(
              "exists(select 1 from json_each(?1) a join json_each(?2) b on a.value"
                  + same
                  + "b.value)"));
    }
    registry.registerAlternateKey("array_overlaps", "array_intersects");
    registry.registerAlternateKey("array_overlaps_nullable", "array_intersects_nullable");
  }

  /** A pattern that makes a new array of the elements of the first argument. */
  static String rebuilt(String element, String direction, String condition) {
    return REBUILT.formatted(element, direction, condition == null ? "" : " where " + condition);
  }

  private void replace(String name, FunctionRenderer renderer) {
    registry.register(
        name,
        new RenderedFunction(
            (AbstractSqmFunctionDescriptor) registry.findFunctionDescriptor(name), renderer));
  }
}
