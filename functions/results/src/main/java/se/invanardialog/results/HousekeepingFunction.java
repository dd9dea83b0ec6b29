package se.invanardialog.results;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.DynamoTable;
import se.invanardialog.core.table.Migrating;
import se.invanardialog.core.table.Model;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Regrouping;
import se.invanardialog.suggestions.RuleBook;

/** Comes by every night. */
public final class HousekeepingFunction implements RequestHandler<Map<String, Object>, Void> {
  /** A page of suggestions that all differ takes so long. */
  private static final Duration TIME_FOR_A_PAGE = Duration.ofMinutes(5);

  private final Table table;
  private final Housekeeping housekeeping;
  private final Migrating migrating;
  private final Regrouping regrouping;
  private final InstantSource time;
  private final SurveyRecount surveys;
  private final PanelRecount panels;

  public HousekeepingFunction() {
    this(Platform.aws());
  }

  public HousekeepingFunction(Platform platform) {
    this(
        new DynamoTable(platform.dynamo(), platform.setting("TABLE")),
        platform.time(),
        Secret.parameter(platform, "PSEUDONYM_KEY"),
        HousekeepingFunction::sleep);
  }

  HousekeepingFunction(Table table, InstantSource time, Secret secret, Recount.Pause pause) {
    this.table = table;
    this.time = time;
    this.migrating = new Migrating(table, ModelSteps.ALL);
    this.regrouping = new Regrouping(table);
    this.surveys = new SurveyRecount(table, time, secret, pause);
    this.panels = new PanelRecount(table, time, pause);
    var rules = new RuleBook(table, time);
    this.housekeeping =
        new Housekeeping(
            table,
            time,
            new Recount(table, time, pause),
            new Erasure(
                table, row -> rules.version((int) row.number("rules", 0)).retentionMonths()));
  }

  @Override
  public @Nullable Void handleRequest(Map<String, Object> input, @Nullable Context context) {
    return Log.during(
        context,
        () -> {
          BooleanSupplier timeLeft =
              () ->
                  context == null
                      || context.getRemainingTimeInMillis() > TIME_FOR_A_PAGE.toMillis();
          if (Model.of(table).importing()) {
            Log.warn("import-not-finished");
          } else {
            keepHouse(timeLeft);
          }
          return null;
        });
  }

  private void keepHouse(BooleanSupplier timeLeft) {
    regrouping.run(Words.day(time.instant()), timeLeft);
    if (housekeeping.run(timeLeft)) {
      surveys.run(timeLeft);
      panels.run(timeLeft);
    }
    migrating.run(timeLeft);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while waiting", stopped);
    }
  }
}
