// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.query.sqm.function.SqmFunctionDescriptor;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.type.BasicType;
import org.hibernate.type.BasicTypeReference;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.spi.TypeConfiguration;

/** A short way to register functions by name, pattern, result and parameters. */
final class Registrar {
  private final SqmFunctionRegistry registry;
  private final TypeConfiguration types;

  Registrar(FunctionContributions contributions) {
    registry = contributions.getFunctionRegistry();
    types = contributions.getTypeConfiguration();
  }

  TypeConfiguration types() {
    return types;
  }

  <T> BasicType<T> type(BasicTypeReference<T> reference) {
    return types.getBasicTypeRegistry().resolve(reference);
  }

  Registrar text(String name, String pattern, FunctionParameterType... parameters) {
    return pattern(name, pattern, StandardBasicTypes.STRING, parameters);
  }

  Registrar integer(String name, String pattern, FunctionParameterType... parameters) {
    return pattern(name, pattern, StandardBasicTypes.INTEGER, parameters);
  }

  Registrar real(String name, String pattern, FunctionParameterType... parameters) {
    return pattern(name, pattern, StandardBasicTypes.DOUBLE, parameters);
  }

  Registrar pattern(
      String name,
      String pattern,
      BasicTypeReference<?> result,
      FunctionParameterType... parameters) {
    registry
        .patternDescriptorBuilder(name, pattern)
        .setInvariantType(type(result))
        .setExactArgumentCount(parameters.length)
        .setParameterTypes(parameters)
        .register();
    return this;
  }

  /** A function of the client's, under its own name. */
  Registrar named(String name, int fewest, int most, BasicTypeReference<?> result) {
    registry
        .namedDescriptorBuilder(name)
        .setInvariantType(type(result))
        .setArgumentCountBetween(fewest, most)
        .register();
    return this;
  }

  /** A function whose result has the type of its first argument. */
  Registrar sameType(String name, String pattern, FunctionParameterType... parameters) {
    registry
        .patternDescriptorBuilder(name, pattern)
        .setReturnTypeResolver(StandardFunctionReturnTypeResolvers.useArgType(1))
        .setExactArgumentCount(parameters.length)
        .setParameterTypes(parameters)
        .register();
    return this;
  }

  /** A function of two or three arguments. */
  Registrar twoOrThree(
      String name,
      String two,
      String three,
      BasicTypeReference<?> result,
      FunctionParameterType first,
      FunctionParameterType second,
      FunctionParameterType third) {
    registry.registerBinaryTernaryPattern(
        name, type(result), two, three, first, second, third, types);
    return this;
  }

  Registrar aggregate(String name, String pattern) {
    registry
        .patternAggregateDescriptorBuilder(name, pattern)
        .setInvariantType(type(StandardBasicTypes.DOUBLE))
        .setExactArgumentCount(1)
        .setParameterTypes(FunctionParameterType.NUMERIC)
        .register();
    return this;
  }

  Registrar function(String name, SqmFunctionDescriptor descriptor) {
    registry.register(name, descriptor);
    return this;
  }

  Registrar alias(String alias, String name) {
    registry.registerAlternateKey(alias, name);
    return this;
  }
}
