package se.invanardialog.panels.members;

/**
 * A group of the panel that nothing is known of outside it.
 *
 * @param share of all members
 */
public record RepresentedPart(String label, String members, String share) {}
