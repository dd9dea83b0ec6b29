package se.invanardialog.core.pages;

/**
 * What is wrong with a field of a form, and how to do it right.
 *
 * @param field the field's id, which is its name too: {@code author.email}
 */
public record Problem(String field, String message) {}
