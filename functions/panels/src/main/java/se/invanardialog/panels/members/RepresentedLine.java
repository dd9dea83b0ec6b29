package se.invanardialog.panels.members;

/**
 * A group on the page that compares the panel with who lives here.
 *
 * @param needed how many more of the group are needed; empty when it has its share
 * @param poster where its poster is
 */
public record RepresentedLine(
    String label,
    String population,
    String panel,
    String invited,
    String answered,
    String index,
    String needed,
    boolean missing,
    String poster) {}
