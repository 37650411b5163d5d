/** The class of `transformers` that loads an architecture, and what it is for; by the end of its name. */
const AUTO_CLASSES: readonly (readonly [pattern: RegExp, autoModel: string, task: string])[] = [
  [/ForCausalLM$|LMHeadModel$/, "AutoModelForCausalLM", "text-generation"],
  [/ForMaskedLM$/, "AutoModelForMaskedLM", "fill-mask"],
  [/ForSequenceClassification$/, "AutoModelForSequenceClassification", "text-classification"],
  [/ForTokenClassification$/, "AutoModelForTokenClassification", "token-classification"],
  [/ForQuestionAnswering$/, "AutoModelForQuestionAnswering", "question-answering"],
  [/ForImageClassification$/, "AutoModelForImageClassification", "image-classification"],
  [/ForObjectDetection$/, "AutoModelForObjectDetection", "object-detection"],
  [/ForCTC$/, "AutoModelForCTC", "automatic-speech-recognition"],
  [/ForSpeechSeq2Seq$/, "AutoModelForSpeechSeq2Seq", "automatic-speech-recognition"],
  [/ForImageTextToText$/, "AutoModelForImageTextToText", "image-text-to-text"],
  [/ForConditionalGeneration$/, "AutoModelForSeq2SeqLM", "text2text-generation"],
  [/Model$/, "AutoModel", "feature-extraction"],
];

interface AutoClass {
  readonly autoModel: string;
  readonly task: string;
}

/** By the first architecture that a `config.json` names; `null` for one that is not known. */
export function autoClassOf({ architectures }: Readonly<Record<string, unknown>>): AutoClass | null {
  const [architecture] = Array.isArray(architectures) ? architectures : [];
  const found = AUTO_CLASSES.find(([pattern]) => pattern.test(String(architecture)));
  return found ? { autoModel: found[1], task: found[2] } : null;
}
