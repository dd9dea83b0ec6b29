@NullMarked
package se.invanardialog.core.pages;

import org.jspecify.annotations.NullMarked;
