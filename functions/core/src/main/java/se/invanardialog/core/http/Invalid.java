package se.invanardialog.core.http;

import java.util.List;

/** Input that can't be used; thrown by API routes, answered as a problem that names each field. */
public final class Invalid extends RuntimeException {
  private final transient List<FieldError> errors;

  public Invalid(List<FieldError> errors) {
    super("Invalid input");
    this.errors = List.copyOf(errors);
  }

  public List<FieldError> errors() {
    return errors;
  }
}
