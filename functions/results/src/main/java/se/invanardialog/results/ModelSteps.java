package se.invanardialog.results;

import java.util.List;
import se.invanardialog.core.table.Steps;
import se.invanardialog.panels.surveys.Surveys;

/** Every step of the data model, as docs/data-model.md tells them. */
public final class ModelSteps {
  public static final Steps ALL = new Steps(List.of(Surveys.TOLD_AT_IS_KEPT));

  private ModelSteps() {}
}
