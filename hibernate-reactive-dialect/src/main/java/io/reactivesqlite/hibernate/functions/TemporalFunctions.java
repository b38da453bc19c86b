// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.ANY;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.STRING;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.TEMPORAL;

import io.reactivesqlite.hibernate.sql.Temporals;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.CurrentFunction;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.type.StandardBasicTypes;

/** Functions over dates and times. */
final class TemporalFunctions {
  private static final String[] DAYS = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
  };
  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };

  private TemporalFunctions() {}

  static void contribute(Dialect dialect, FunctionContributions contributions) {
    final Registrar registrar = new Registrar(contributions);
    field(registrar, "year", TemporalUnit.YEAR);
    field(registrar, "quarter", TemporalUnit.QUARTER);
    field(registrar, "month", TemporalUnit.MONTH);
    field(registrar, "week", TemporalUnit.WEEK);
    field(registrar, "day", TemporalUnit.DAY);
    field(registrar, "dayofmonth", TemporalUnit.DAY_OF_MONTH);
    field(registrar, "dayofweek", TemporalUnit.DAY_OF_WEEK);
    field(registrar, "dayofyear", TemporalUnit.DAY_OF_YEAR);
    field(registrar, "hour", TemporalUnit.HOUR);
    field(registrar, "minute", TemporalUnit.MINUTE);
    registrar
        .integer("second", "cast(strftime('%S',?1) as integer)", TEMPORAL)
        .alias("day_of_month", "dayofmonth")
        .alias("day_of_week", "dayofweek")
        .alias("day_of_year", "dayofyear")
        .text("dayname", dayName("?1"), TEMPORAL)
        .text("monthname", monthName("?1"), TEMPORAL)
        .pattern(
            "last_day",
            "date(?1,'start of month','+1 month','-1 day')",
            StandardBasicTypes.LOCAL_DATE,
            TEMPORAL)
        .pattern("date", "date(?1)", StandardBasicTypes.LOCAL_DATE, ANY)
        .pattern("time", "time(?1)", StandardBasicTypes.LOCAL_TIME, ANY)
        .pattern("datetime", "datetime(?1)", StandardBasicTypes.LOCAL_DATE_TIME, ANY)
        .pattern("unixepoch", "unixepoch(?1)", StandardBasicTypes.LONG, ANY)
        .real("julianday", "julianday(?1)", ANY)
        .text("strftime", "strftime(?1,?2)", STRING, ANY)
        .function(
            "localtime",
            new CurrentFunction(
                "localtime", Temporals.LOCAL_TIME_NOW, registrar.type(StandardBasicTypes.TIME)))
        .function(
            "localtimestamp",
            new CurrentFunction(
                "localtimestamp",
                Temporals.LOCAL_NOW,
                registrar.type(StandardBasicTypes.TIMESTAMP)))
        .function("timestampadd", new DurationAddition(dialect, registrar.types()))
        .alias("dateadd", "timestampadd")
        .function("format", new DateFormatFunction(registrar.types()));
  }

  private static void field(Registrar registrar, String name, TemporalUnit unit) {
    registrar.integer(name, Temporals.extract(unit).replace("?2", "?1"), TEMPORAL);
  }

  static String dayName(String value) {
    return names("strftime('%w'," + value + ")", DAYS, 0);
  }

  static String monthName(String value) {
    return names("strftime('%m'," + value + ")", MONTHS, 1);
  }

  private static String names(String number, String[] names, int first) {
    final StringBuilder cases = new StringBuilder("case cast(" + number + " as integer)");
    for (int i = 0; i < names.length; i++) {
      cases.append(" when ").append(i + first).append(" then '").append(names[i]).append('\'');
    }
    return cases.append(" end").toString();
  }
}
