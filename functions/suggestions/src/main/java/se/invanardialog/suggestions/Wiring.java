package se.invanardialog.suggestions;

import java.time.InstantSource;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.Idempotency;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Links;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.identity.Seal;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.limits.Limits;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.settings.Towns;
import se.invanardialog.core.table.DynamoTable;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Texts;

/** How this feature is put together. Features above it take what they need from here. */
public final class Wiring {
  public final Table table;
  public final InstantSource time;
  public final Ids ids = Ids.secure();
  public final Pseudonyms pseudonyms;
  public final Links links;

  /** Closes what a page hands from one form to the next. */
  public final Seal forms;

  public final Limits limits;
  public final Deliveries deliveries;
  public final Site site;
  public final RuleBook rules;
  public final Suggestions suggestions;
  public final Suggesting suggesting;
  public final Idempotency idempotency;
  final Towns towns;
  final Letters letters;
  final Similarity similarity;
  final Moderating moderating;
  final Answering answering;
  final Listing listing;

  public Wiring(Platform platform, Texts texts) {
    this(platform, new DynamoTable(platform.dynamo(), platform.setting("TABLE")), texts);
  }

  public Wiring(Platform platform, Table table, Texts texts) {
    this.table = table;
    time = platform.time();
    var secret = Secret.parameter(platform, "PSEUDONYM_KEY");
    pseudonyms = new Pseudonyms(secret);
    links = new Links(secret);
    forms = new Seal(secret, "forms");
    limits = new Limits(table);
    deliveries = new Deliveries(platform::queue, platform.setting("DELIVERIES"));
    towns = new Towns(table);
    site = new Site(texts, towns, platform);
    rules = new RuleBook(table, time);
    suggestions = new Suggestions(table, time);
    letters = new Letters(site, links);
    suggesting = new Suggesting(suggestions, rules, limits, pseudonyms, ids, deliveries, letters);
    similarity = new Similarity(table, suggestions, time);
    moderating = new Moderating(table, suggestions, rules, similarity, deliveries, letters, site);
    answering = new Answering(table, suggestions, deliveries, ids);
    listing = new Listing(table, suggestions, similarity);
    idempotency = new Idempotency(table, time);
  }
}
