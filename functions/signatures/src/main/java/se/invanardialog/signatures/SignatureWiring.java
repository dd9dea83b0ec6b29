package se.invanardialog.signatures;

import java.time.InstantSource;
import se.invanardialog.core.pages.Site;
import se.invanardialog.panels.members.MembersWiring;
import se.invanardialog.suggestions.Wiring;

/** How this feature is put together, on what the suggestions have. */
public final class SignatureWiring {
  public final Signatures signatures;
  public final SigningLinks links;
  public final Removing removing;
  final Wiring below;
  final Site site;
  final InstantSource time;
  final Asking asking;
  final Resending resending;
  final Confirming confirming;
  final Withdrawing withdrawing;
  final Registering registering;

  public SignatureWiring(Wiring below) {
    this.below = below;
    site = below.site;
    time = below.time;
    signatures = new Signatures(below.table);
    links = new SigningLinks(below.links);
    asking =
        new Asking(
            below.suggestions,
            below.rules,
            signatures,
            below.pseudonyms,
            below.limits,
            new SigningLetters(site, links),
            below.deliveries,
            below.ids);
    resending = new Resending(below.forms);
    confirming =
        new Confirming(
            below.suggestions,
            below.rules,
            signatures,
            links,
            new AuthorConfirming(below.suggesting),
            new MembersWiring(below).joining);
    withdrawing = new Withdrawing(signatures, links);
    registering =
        new Registering(below.table, below.suggestions, below.rules, signatures, below.pseudonyms);
    removing = new Removing(below.table, below.suggestions, below.deliveries, below.ids);
  }
}
