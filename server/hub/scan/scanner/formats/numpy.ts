import type { Format } from "../scope";
import { partOf } from "../source";
import { isNumpy, isPlainArray, numpyHeader } from "./numpy-header";
import { scanPickles } from "./pickle";

const MAX_HEADER = 1024 ** 2;

/** Arrays of objects are pickles behind the header; whatever is not plainly numbers is looked at as one. */
export const numpy: Format = {
  id: "numpy",
  matches: isNumpy,
  scan(source, scope) {
    const head = source.read(0, MAX_HEADER);
    if (isPlainArray(head)) return;
    const header = numpyHeader(head);
    if (header === null) {
      scope.skipped("damaged");
      return;
    }
    // numpy evaluates the header as Python does: an escape can stand for any letter.
    const hasObjects = /'[|<>=]?O\d*'|\\/.test(header.text);
    if (
      !hasObjects &&
      !/pickle|object|O/.test(header.text.replaceAll(/'(?:descr|fortran_order|shape)'|True|False/g, ""))
    ) {
      return; // fields of numbers: numpy reads them without a pickle
    }
    scanPickles(partOf(source, header.start, source.size), scope);
  },
};
