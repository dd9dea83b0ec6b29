package se.invanardialog.suggestions.similar;

/** A suggestion that was found, with how alike it is: 0 nothing in common, 1 the same words. */
public record Match(String id, double score) {}
