/** The barest functions there can be, which ours are held beside. */
@NullMarked
package se.invanardialog.bench.cold;

import org.jspecify.annotations.NullMarked;
