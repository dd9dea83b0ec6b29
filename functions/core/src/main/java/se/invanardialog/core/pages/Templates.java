package se.invanardialog.core.pages;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/**
 * The templates of one module, compiled with it. What comes out is content that templates of any
 * module can hold, so that modules share pages without seeing each other's templates.
 */
public final class Templates {
  private final TemplateEngine engine;

  /** The module's artifact id: its templates are compiled to a package of that name. */
  public Templates(String module) {
    engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, null, "se.invanardialog.pages." + module);
  }

  /** Fills in a template, such as {@code list.jte}, that takes these parameters by name. */
  public Content render(String template, Map<String, Object> model) {
    var output = new StringOutput();
    engine.render(template, model, output);
    return content(output.toString());
  }

  /** Fills in a template that takes one parameter. */
  public Content render(String template, Object model) {
    var output = new StringOutput();
    engine.render(template, model, output);
    return content(output.toString());
  }

  /** HTML that is already escaped. */
  static Content content(String html) {
    return output -> output.writeContent(html);
  }

  static String html(Content content) {
    var output = new StringOutput();
    content.writeTo(output);
    return output.toString();
  }
}
