package se.invanardialog.core.table;

/** Where an item lies: its partition and its place there. */
public record Key(String partition, String sort) {}
