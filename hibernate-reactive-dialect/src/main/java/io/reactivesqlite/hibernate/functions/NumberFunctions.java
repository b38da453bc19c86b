// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.INTEGER;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.NUMERIC;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.function.CommonFunctionFactory;

/** Functions over numbers. */
final class NumberFunctions {

  private NumberFunctions() {}

  static void contribute(FunctionContributions contributions) {
    final CommonFunctionFactory common = new CommonFunctionFactory(contributions);
    common.radians();
    common.degrees();
    common.sinh();
    common.cosh();
    common.tanh();
    common.pi();
    common.log10();
    common.log2();
    final Registrar registrar =
        new Registrar(contributions)
            .real("cot", "(1.0/tan(?1))", NUMERIC)
            .real("cbrt", "(sign(?1)*power(abs(?1),1.0/3))", NUMERIC)
            .real("log", "log(?1,?2)", NUMERIC, NUMERIC)
            .real("square", "power(?1,2)", NUMERIC)
            .real("rand", "(0.5+random()/18446744073709551616.0)")
            .alias("random", "rand")
            .integer("mod", "(?1%?2)", INTEGER, INTEGER)
            .integer("sign", "cast(sign(?1) as integer)", NUMERIC)
            .sameType("bitand", "(?1&?2)", INTEGER, INTEGER)
            .sameType("bitor", "(?1|?2)", INTEGER, INTEGER)
            // SQLite has no operator for it
            .sameType("bitxor", "((?1|?2)-(?1&?2))", INTEGER, INTEGER)
            .sameType("bitnot", "(~?1)", INTEGER)
            .function("least", new Extremum("least", "min"))
            .function("greatest", new Extremum("greatest", "max"));
    registrar
        .function("round", new RoundFunction())
        .function("trunc", new TruncateFunction(registrar.types()))
        .alias("truncate", "trunc");
  }
}
