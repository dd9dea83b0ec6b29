package se.invanardialog.panels.answers;

/**
 * A question and what was answered to it, on the page where it is checked.
 *
 * @param answer empty when it was skipped
 * @param problem empty when there is none
 */
public record AnsweredLine(String question, String answer, String href, String problem) {}
