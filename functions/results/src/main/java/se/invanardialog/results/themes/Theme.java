package se.invanardialog.results.themes;

import se.invanardialog.core.texts.Translated;

/** Something that answers to a question can be about. */
public record Theme(String id, Translated name) {}
