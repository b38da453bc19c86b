// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.ANY;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.BINARY;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.INTEGER;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.STRING;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.STRING_OR_CLOB;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.query.sqm.function.FunctionKind;
import org.hibernate.sql.ast.SqlAstNodeRenderingMode;
import org.hibernate.type.StandardBasicTypes;

/** Functions over strings. */
final class TextFunctions {
  /** As many copies of a text as asked: zeroblob(3) in hex is 000000. */
  private static final String COPIES = "replace(hex(zeroblob(max(%s,0))),'00',%s)";

  private TextFunctions() {}

  static void contribute(FunctionContributions contributions) {
    final CommonFunctionFactory common = new CommonFunctionFactory(contributions);
    common.concat_pipeOperator();
    common.characterLength_length(SqlAstNodeRenderingMode.DEFAULT);
    common.substr();
    common.substring_substr();
    common.trim2();
    new Registrar(contributions)
        .text("left", "substr(?1,1,?2)", STRING, INTEGER)
        .text("right", "substr(?1,-(?2),?2)", STRING, INTEGER)
        .text("repeat", copies("?2", "?1"), STRING, INTEGER)
        .text("space", copies("?1", "' '"), INTEGER)
        .text("reverse", "reverse(?1)", STRING)
        .text("initcap", "proper(?1)", STRING)
        .text("quote", "quote(?1)", ANY)
        .text("typeof", "typeof(?1)", ANY)
        .text("hex", "hex(?1)", BINARY)
        .pattern("unhex", "unhex(?1)", StandardBasicTypes.BINARY, STRING)
        .pattern("chr", "char(?1)", StandardBasicTypes.CHARACTER, INTEGER)
        .alias("char", "chr")
        .integer("ascii", "unicode(?1)", STRING)
        .alias("unicode", "ascii")
        .integer("instr", "instr(?1,?2)", STRING, STRING)
        .integer("octet_length", "octet_length(?1)", STRING_OR_CLOB)
        .integer("bit_length", "(octet_length(?1)*8)", STRING_OR_CLOB)
        .twoOrThree(
            "locate",
            "instr(?2,?1)",
            "coalesce(nullif(instr(substr(?2,?3),?1),0)+?3-1,case when ?2||?1 is not null then 0"
                + " end)",
            StandardBasicTypes.INTEGER,
            STRING,
            STRING,
            INTEGER)
        .twoOrThree(
            "lpad",
            padded("substr(" + copies("?2", "' '") + ",1,?2-length(?1))||?1"),
            padded("substr(" + copies("?2", "?3") + ",1,?2-length(?1))||?1"),
            StandardBasicTypes.STRING,
            STRING,
            INTEGER,
            STRING)
        .twoOrThree(
            "rpad",
            padded("?1||substr(" + copies("?2", "' '") + ",1,?2-length(?1))"),
            padded("?1||substr(" + copies("?2", "?3") + ",1,?2-length(?1))"),
            StandardBasicTypes.STRING,
            STRING,
            INTEGER,
            STRING)
        .function("regexp_like", new RegexpLike(contributions.getTypeConfiguration()))
        .named("regexp_replace", 3, 4, StandardBasicTypes.STRING)
        .named("regexp_substr", 2, 3, StandardBasicTypes.STRING)
        .named("regexp_count", 2, 3, StandardBasicTypes.INTEGER)
        .named("md5", 1, 1, StandardBasicTypes.STRING)
        .named("sha1", 1, 1, StandardBasicTypes.STRING)
        .named("sha256", 1, 1, StandardBasicTypes.STRING)
        .named("sha512", 1, 1, StandardBasicTypes.STRING)
        .alias("sha", "sha1")
        .function(
            "listagg",
            new TextAggregate(
                "listagg",
                FunctionKind.ORDERED_SET_AGGREGATE,
                contributions.getTypeConfiguration()))
        .function(
            "string_agg",
            new TextAggregate(
                "string_agg", FunctionKind.AGGREGATE, contributions.getTypeConfiguration()))
        .alias("group_concat", "string_agg");
  }

  private static String copies(String count, String text) {
    return COPIES.formatted(count, text);
  }

  /** A text that is too long is cut, as other databases do. */
  private static String padded(String shorter) {
    return "case when length(?1)>=?2 then substr(?1,1,?2) else " + shorter + " end";
  }
}
