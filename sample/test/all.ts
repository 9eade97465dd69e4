import './harbour.test.ts';
import './predict.test.ts';
import './station.test.ts';
import './tables.test.ts';
import './time.test.ts';
import './units.test.ts';
