package se.invanardialog.panels.answers;

/**
 * A question as it stands on paper.
 *
 * @param number its place among those that ask something; 0 for one that only informs
 * @param onlyIf which earlier answers it is for; empty when it is for all
 */
public record PrintedQuestion(QuestionView question, int number, String onlyIf) {}
