package se.invanardialog.signatures;

/**
 * A removal as the page tells of it.
 *
 * @param undo where the button that puts the signatures back posts to
 */
public record RemovalLine(
    String state, String pattern, String reason, String by, boolean undoable, String undo) {}
