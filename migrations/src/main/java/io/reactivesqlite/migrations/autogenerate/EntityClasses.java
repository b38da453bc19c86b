// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Finds entities by name: {@code com.example.Person} is a class, {@code com.example.*} a package
 * with all below it, {@code unit:main} a persistence unit.
 *
 * @param classes what was found
 * @param settings the properties of persistence units
 */
public record EntityClasses(Set<Class<?>> classes, Map<String, Object> settings) {

  private static final String UNIT = "unit:";
  private static final String PERSISTENCE_XML = "META-INF/persistence.xml";

  /** Finds them with a class loader that has the application's classes. */
  public static EntityClasses find(Collection<String> names, ClassLoader loader) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    Map<String, Object> settings = new LinkedHashMap<>();
    try {
      for (String name : names) {
        if (name.startsWith(UNIT)) {
          unit(name.substring(UNIT.length()), loader, classes, settings);
        } else if (name.endsWith(".*")) {
          inPackage(name.substring(0, name.length() - 2), loader, classes);
        } else {
          classes.add(load(name, loader));
        }
      }
    } catch (IOException | URISyntaxException failure) {
      throw new IllegalStateException("Entities cannot be found: " + failure.getMessage(), failure);
    }
    if (classes.isEmpty()) {
      throw new IllegalArgumentException(
          "No entities were found by %s. Is the class path right, and is the application built?"
              .formatted(names));
    }
    return new EntityClasses(classes, settings);
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError failure) {
      throw new IllegalArgumentException(
          "The class %s cannot be loaded: %s. Is the class path right, and is the application built?"
              .formatted(name, failure),
          failure);
    }
  }

  private static void inPackage(String name, ClassLoader loader, Set<Class<?>> classes)
      throws IOException, URISyntaxException {
    String folder = name.replace('.', '/');
    for (URL url : Collections.list(loader.getResources(folder))) {
      if (url.openConnection() instanceof JarURLConnection jar) {
        try (FileSystem files =
            FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()), loader)) {
          scan(files.getPath(folder), name, loader, classes);
        }
      } else if (url.getProtocol().equals("file")) {
        scan(Path.of(new URI(url.toString())), name, loader, classes);
      }
    }
  }

  private static void scan(Path folder, String name, ClassLoader loader, Set<Class<?>> classes)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).sorted().toList()) {
        String relative = folder.relativize(file).toString().replaceAll("\\.class$", "");
        if (!relative.endsWith("-info")) {
          String prefix = name.isEmpty() ? "" : name + ".";
          Class<?> found = load(prefix + relative.replaceAll("[/\\\\]", "."), loader);
          if (isMapped(found)) {
            classes.add(found);
          }
        }
      }
    }
  }

  private static boolean isMapped(Class<?> type) {
    return Stream.of(Entity.class, MappedSuperclass.class, Embeddable.class, Converter.class)
        .anyMatch(type::isAnnotationPresent);
  }

  private static void unit(
      String name, ClassLoader loader, Set<Class<?>> classes, Map<String, Object> settings)
      throws IOException, URISyntaxException {
    List<String> known = new ArrayList<>();
    for (URL url : Collections.list(loader.getResources(PERSISTENCE_XML))) {
      for (Element unit : elements(parse(url).getDocumentElement(), "persistence-unit")) {
        known.add(unit.getAttribute("name"));
        if (unit.getAttribute("name").equals(name)) {
          List<Element> listed = elements(unit, "class");
          listed.forEach(each -> classes.add(load(each.getTextContent().strip(), loader)));
          elements(unit, "property")
              .forEach(each -> settings.put(each.getAttribute("name"), each.getAttribute("value")));
          if (listed.isEmpty()) {
            scanRoot(url, loader, classes);
          }
          return;
        }
      }
    }
    throw new IllegalArgumentException(
        "There is no persistence unit \"%s\"; the class path has %s.".formatted(name, known));
  }

  private static void scanRoot(URL persistenceXml, ClassLoader loader, Set<Class<?>> classes)
      throws IOException, URISyntaxException {
    if (persistenceXml.openConnection() instanceof JarURLConnection jar) {
      try (FileSystem files =
          FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()), loader)) {
        scan(files.getPath("/"), "", loader, classes);
      }
    } else {
      Path file = Path.of(persistenceXml.toURI());
      scan(file.getParent().getParent(), "", loader, classes);
    }
  }

  private static Document parse(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(in);
    } catch (SAXException | ParserConfigurationException failure) {
      throw new IOException(url + " cannot be read: " + failure.getMessage(), failure);
    }
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int index = 0; index < nodes.getLength(); index++) {
      elements.add((Element) nodes.item(index));
    }
    return elements;
  }
}
