package se.invanardialog.core.table;

import java.util.List;
import java.util.Optional;

/** A page of a query, and where the next begins; a page may be short and still have a next. */
public record Page(List<Item> items, Optional<String> next) {}
