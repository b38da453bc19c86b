// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.dialect.function.SumReturnTypeResolver;
import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;

/** Aggregates and window functions. */
final class AggregateFunctions {
  private static final String VARIANCE =
      "((sum(1.0*?1*?1)-sum(1.0*?1)*sum(1.0*?1)/nullif(count(?1),0))/nullif(count(?1)%s,0))";

  private AggregateFunctions() {}

  static void contribute(FunctionContributions contributions) {
    final CommonFunctionFactory common = new CommonFunctionFactory(contributions);
    common.windowFunctions();
    common.median();
    final String population = VARIANCE.formatted("");
    final String sample = VARIANCE.formatted("-1");
    final Registrar registrar =
        new Registrar(contributions)
            .aggregate("var_pop", population)
            .aggregate("var_samp", sample)
            .aggregate("stddev_pop", deviation(population))
            .aggregate("stddev_samp", deviation(sample))
            .aggregate("total", "total(?1)")
            .alias("variance", "var_samp")
            .alias("stddev", "stddev_samp");
    registrar
        .function(
            "min",
            new NumberAggregate("min", StandardFunctionReturnTypeResolvers.useFirstNonNull()))
        .function(
            "max",
            new NumberAggregate("max", StandardFunctionReturnTypeResolvers.useFirstNonNull()))
        .function("sum", new NumberAggregate("sum", new SumReturnTypeResolver(registrar.types())))
        .function("mode", new OrderedSet("mode", null, registrar.types()))
        .function(
            "percentile_cont",
            new OrderedSet("percentile_cont", FunctionParameterType.NUMERIC, registrar.types()))
        .function(
            "percentile_disc",
            new OrderedSet("percentile_disc", FunctionParameterType.NUMERIC, registrar.types()));
    for (RankFunction.Kind kind : RankFunction.Kind.values()) {
      registrar.function(kind.function(), new RankFunction(kind, registrar));
    }
  }

  /** The difference of large sums may fall below zero by the last bit. */
  private static String deviation(String variance) {
    return "sqrt(max(" + variance + ",0))";
  }
}
