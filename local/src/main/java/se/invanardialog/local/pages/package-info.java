@NullMarked
package se.invanardialog.local.pages;

import org.jspecify.annotations.NullMarked;
