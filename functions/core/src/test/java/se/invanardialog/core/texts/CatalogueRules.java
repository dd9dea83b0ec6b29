package se.invanardialog.core.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/**
 * What a module's catalogues must hold to: the same keys, the same places for values, and every
 * form that the language counts by. A module's test calls {@link #hold}.
 */
public final class CatalogueRules {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern FORM = Pattern.compile("\\.(zero|one|two|few|many|other)$");

  private CatalogueRules() {}

  /** Fails with every difference, named. */
  public static void hold(String module) {
    Assertions.assertThat(differences(module)).as("catalogues of %s", module).isEmpty();
  }

  static List<String> differences(String module) {
    Properties first = Catalogue.read(Catalogue.path(module, Language.DEFAULT.code()));
    var differences = new ArrayList<String>();
    for (Language language : Language.all()) {
      Properties own = Catalogue.read(Catalogue.path(module, language.code()));
      differences.addAll(differences(first, own, language));
    }
    return differences;
  }

  static List<String> differences(Properties first, Properties own, Language language) {
    var differences = new ArrayList<String>();
    var expected = places(first);
    var found = places(own);
    var missing = new TreeSet<>(expected.keySet());
    missing.removeAll(found.keySet());
    var unknown = new TreeSet<>(found.keySet());
    unknown.removeAll(expected.keySet());
    missing.forEach(key -> differences.add(language.code() + " lacks " + key));
    unknown.forEach(key -> differences.add(language.code() + " alone has " + key));
    found.forEach((key, places) -> {
      Set<String> want = expected.get(key);
      if (want != null && !want.equals(places)) {
        differences.add(language.code() + " " + key + " has " + places + " not " + want);
      }
    });
    differences.addAll(forms(own, language));
    own.forEach((key, text) -> {
      if (((String) text).isBlank()) {
        differences.add(language.code() + " " + key + " is empty");
      }
    });
    return differences;
  }

  private static List<String> forms(Properties own, Language language) {
    var differences = new ArrayList<String>();
    var counted = new TreeSet<String>();
    for (String key : own.stringPropertyNames()) {
      if (FORM.matcher(key).find()) {
        counted.add(FORM.matcher(key).replaceFirst(""));
      }
    }
    for (String key : counted) {
      for (String form : language.plurals().forms()) {
        if (!own.containsKey(key + "." + form)) {
          differences.add(language.code() + " lacks " + key + "." + form);
        }
      }
    }
    return differences;
  }

  /** A counted text stands under its key without the form; its fullest form decides the places. */
  private static TreeMap<String, Set<String>> places(Properties texts) {
    var places = new TreeMap<String, Set<String>>();
    for (String key : texts.stringPropertyNames()) {
      Set<String> own =
          places.computeIfAbsent(FORM.matcher(key).replaceFirst(""), k -> new TreeSet<>());
      PLACE.matcher(texts.getProperty(key)).results().forEach(place -> own.add(place.group(1)));
    }
    return places;
  }
}
