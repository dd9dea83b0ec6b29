package se.invanardialog.core.http;

/**
 * What is wrong with one field and what to do about it.
 *
 * @param field a path, such as {@code author.email}
 * @param code stable, for programs
 * @param message for people
 */
public record FieldError(String field, String code, String message) {}
