// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.hibernate.testing.ReactiveBoot;
import jakarta.persistence.metamodel.SingularAttribute;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.hibernate.LazyInitializationException;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entities enhanced by Hibernate's enhancer: lazy fields, and dirtiness that they track. */
class LazyFieldsTest {
  @TempDir Path folder;

  private static final class EnhancingLoader extends ClassLoader {
    private final Enhancer enhancer =
        BytecodeProviderInitiator.buildDefaultBytecodeProvider()
            .getEnhancer(
                new DefaultEnhancementContext() {
                  @Override
                  public boolean isEntityClass(UnloadedClass type) {
                    return type.getName().equals(Letter.class.getName());
                  }

                  @Override
                  public boolean hasLazyLoadableAttributes(UnloadedClass type) {
                    return true;
                  }

                  @Override
                  public boolean doDirtyCheckingInline(UnloadedClass type) {
                    return true;
                  }
                });

    EnhancingLoader() {
      super(LazyFieldsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Letter.class.getName())) {
        return super.loadClass(name, resolve);
      }
      final Class<?> loaded = findLoadedClass(name);
      return loaded == null ? enhanced(name) : loaded;
    }

    private Class<?> enhanced(String name) throws ClassNotFoundException {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        final byte[] enhanced = enhancer.enhance(name, file.readAllBytes());
        return defineClass(name, enhanced, 0, enhanced.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private SessionFactory factory(ClassLoader loader, Class<?> type) {
    final BootstrapServiceRegistry loading =
        new BootstrapServiceRegistryBuilder().applyClassLoader(loader).build();
    final Configuration configuration =
        new Configuration(loading)
            .addAnnotatedClass(type)
            .setProperty("jakarta.persistence.jdbc.url", "sqlite:" + folder.resolve("letters.db"))
            .setProperty("hibernate.hbm2ddl.auto", "create");
    return configuration.buildSessionFactory(
        ReactiveServiceRegistryBuilder.forJpa(loading)
            .applySettings(configuration.getProperties())
            .build());
  }

  @Test
  @SuppressWarnings("unchecked")
  void aLazyFieldIsLoadedWhenItIsFetched() throws Exception {
    final ClassLoader loader = new EnhancingLoader();
    final Class<LetterText> type = (Class<LetterText>) loader.loadClass(Letter.class.getName());
    final String text = "long ".repeat(2000) + "ß";
    try (SessionFactory root = factory(loader, type)) {
      final Stage.SessionFactory factory = root.unwrap(Stage.SessionFactory.class);
      final LetterText letter = type.getConstructor().newInstance();
      letter.init(1, "first", text);
      ReactiveBoot.await(root, () -> factory.withTransaction(session -> session.persist(letter)));

      final LetterText found =
          ReactiveBoot.await(root, () -> factory.withSession(session -> session.find(type, 1L)));
      assertThatThrownBy(found::text).isInstanceOf(LazyInitializationException.class);

      final SingularAttribute<LetterText, String> lazy =
          (SingularAttribute<LetterText, String>)
              root.getMetamodel().entity(type).getDeclaredSingularAttribute("text", String.class);
      final String fetched =
          ReactiveBoot.await(
              root,
              () ->
                  factory.withSession(
                      session ->
                          session.find(type, 1L).thenCompose(again -> session.fetch(again, lazy))));
      assertThat(fetched).isEqualTo(text);

      // a change of another field leaves the lazy one alone
      ReactiveBoot.await(
          root,
          () ->
              factory.withTransaction(
                  session -> session.find(type, 1L).thenAccept(again -> again.title("second"))));
      final Object[] row =
          ReactiveBoot.await(
              root,
              () ->
                  factory.withSession(
                      session ->
                          session
                              .createSelectionQuery(
                                  "select title, length(text) from Letter", Object[].class)
                              .getSingleResult()));
      assertThat(row).containsExactly("second", text.length());
    }
  }
}
