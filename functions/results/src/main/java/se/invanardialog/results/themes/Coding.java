package se.invanardialog.results.themes;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.invanardialog.panels.members.Cell;

/**
 * What an analyst says that a reply's own words are about.
 *
 * @param cell the reply's
 * @param themes by question id; none for words that were read and that no theme fits
 */
public record Coding(String survey, String reply, Cell cell, Map<String, List<String>> themes) {
  public Coding {
    themes = Collections.unmodifiableMap(new TreeMap<>(themes));
  }
}
