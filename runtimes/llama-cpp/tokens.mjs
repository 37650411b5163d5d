/** llama.cpp trusts its caller: a token outside the vocabulary reads foreign memory. @param {unknown} value @param {number} vocabularySize */
export function isTokenList(value, vocabularySize) {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((token) => Number.isInteger(token) && token >= 0 && token < vocabularySize)
  );
}
