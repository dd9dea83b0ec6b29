package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Times;
import se.invanardialog.panels.surveys.Survey.Base;
import se.invanardialog.panels.surveys.Survey.Design;
import se.invanardialog.panels.surveys.Survey.Feedback;

/** Surveys as items of the table and back. */
final class SurveyItems {
  /** The list for officials: every survey, by when it was made. */
  static final String SHELF = "surveys";

  /** The due-index's word for surveys. */
  static final String DUE = "survey";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(LocalDate.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new Read<>(Instant.class, Instant::parse))
                  .addDeserializer(LocalDate.class, new Read<>(LocalDate.class, LocalDate::parse)))
          .build();

  private SurveyItems() {}

  static Item write(Survey survey, int version) {
    Base base = survey.base();
    Item item =
        Item.at(Keys.survey(base.id()))
            .with("id", base.id())
            .with("state", survey.state())
            .with("version", version)
            .with("design", json(base.design()))
            .with("salt", base.salt())
            .with("series", base.series())
            .with("round", base.round())
            .with("createdBy", base.createdBy())
            .with("createdAt", base.createdAt())
            .with("shelf", SHELF)
            .with("publishedAt", base.createdAt());
    Item due =
        survey.next().map(next -> item.with("due", DUE).with("dueAt", next.at())).orElse(item);
    return switch (survey) {
      case Survey.Draft _, Survey.Scheduled _, Survey.Stopped _ -> due;
      case Survey.Open open -> due.with("reminded", open.reminded());
      case Survey.Paused paused -> due.with("reminded", paused.reminded());
      case Survey.Closed closed ->
          due.with("closedAt", closed.closedAt())
              .with("resultAt", closed.publishedAt().orElse(null))
              .with("toldAt", closed.toldAt().orElse(null))
              .with("feedback", closed.feedback().map(SurveyItems::json).orElse(null));
    };
  }

  static Survey read(Item item) {
    Base base =
        new Base(
            item.text("id"),
            (int) item.number("version"),
            parse(item.text("design"), Design.class),
            item.text("salt"),
            item.text("series"),
            (int) item.number("round"),
            item.text("createdBy"),
            item.instant("createdAt"));
    return switch (item.text("state")) {
      case Survey.DRAFT -> new Survey.Draft(base);
      case Survey.SCHEDULED -> new Survey.Scheduled(base);
      case Survey.OPEN -> new Survey.Open(base, (int) item.number("reminded"));
      case Survey.PAUSED -> new Survey.Paused(base, (int) item.number("reminded"));
      case Survey.CLOSED -> {
        Optional<Feedback> feedback = feedback(item);
        yield new Survey.Closed(
            base,
            item.instant("closedAt"),
            item.maybeInstant("resultAt"),
            feedback,
            toldAt(item, feedback));
      }
      case Survey.STOPPED -> new Survey.Stopped(base);
      default -> throw new IllegalStateException("Unknown state of a survey");
    };
  }

  private static Optional<Feedback> feedback(Item item) {
    return item.maybe("feedback").map(text -> parse(text, Feedback.class));
  }

  /**
   * In version 1 of the data model a result became public with its feedback and at no other time,
   * so that only that was kept. Feedback that is still to be told is due at its moment.
   */
  private static Optional<Instant> toldAt(Item item, Optional<Feedback> feedback) {
    boolean waits =
        item.maybe("due").isPresent()
            && item.maybe("dueAt").equals(feedback.map(told -> Times.text(told.publishAt())));
    return item.maybeInstant("toldAt")
        .or(() ->
            feedback.isPresent() && !waits ? item.maybeInstant("resultAt") : Optional.empty());
  }

  /** The step to version 2 of the data model, where it is kept when feedback was told. */
  static Item withToldAt(Item item) {
    return item.key().equals(Keys.survey(item.maybe("id").orElse("")))
        ? item.with("toldAt", toldAt(item, feedback(item)).orElse(null))
        : item;
  }

  /** As the API has it. */
  static ObjectNode tree(Design design) {
    return JSON.valueToTree(design);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array(List<?> values) {
    return JSON.valueToTree(values);
  }

  static ObjectNode node(Object value) {
    return JSON.valueToTree(value);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static <T> T parse(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Survey unreadable", broken);
    }
  }

  private static final class Read<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> parse;

    Read(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return parse.apply(parser.getText());
    }
  }
}
