package se.invanardialog.core.pages;

/** Where in the menu a page is. */
public enum Section {
  NONE,
  SUGGESTIONS,
  NEW,
  ANSWERS,
  PANELS,
  RESULTS,
  OVERVIEW,
  MODERATION,
  AWAITING_ANSWER,
  PAPER,
  SURVEYS,
  RULES
}
