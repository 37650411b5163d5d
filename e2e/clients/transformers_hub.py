"""`transformers` without a framework: configurations and tokenizers, up and down. Environment: HF_ENDPOINT, HF_TOKEN."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.update(HF_HUB_DISABLE_PROGRESS_BARS="1", DISABLE_SAFETENSORS_CONVERSION="1", TRANSFORMERS_VERBOSITY="error", TOKENIZERS_PARALLELISM="false")
import transformers
from _calls import call, end, refused
from huggingface_hub import HfApi
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import AutoConfig, AutoTokenizer, GenerationConfig, LlamaConfig, PreTrainedTokenizerFast
from transformers.utils import cached_file

api = HfApi()
user = api.whoami()["name"]
token = os.environ["HF_TOKEN"]
work = Path(tempfile.mkdtemp())
repo, hidden, gated = (f"{user}/transformers-{name}" for name in ("open", "private", "gated"))
fresh = iter(str(work / f"cache-{number}") for number in range(100))

words = Tokenizer(WordLevel({"[UNK]": 0, "hello": 1, "hub": 2}, unk_token="[UNK]"))
words.pre_tokenizer = Whitespace()
tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, unk_token="[UNK]", chat_template="{{ messages[0].content }}")
config = LlamaConfig(hidden_size=8, num_hidden_layers=1, num_attention_heads=2, vocab_size=3)
ids = lambda found: found("hello hub none")["input_ids"] == [1, 2, 0]
sizes = lambda found: (found.model_type, found.hidden_size) == ("llama", 8)

# Up
call("config.push_to_hub", lambda: config.push_to_hub(repo).oid, lambda oid: len(oid) == 40)
call("tokenizer.push_to_hub", lambda: tokenizer.push_to_hub(repo, commit_message="Words").commit_message, lambda said: said == "Words")
api.create_tag(repo, tag="v1")
api.create_branch(repo, branch="other/branch")
call("GenerationConfig.push_to_hub", lambda: GenerationConfig(max_new_tokens=7).push_to_hub(repo))
call("push_to_hub on a branch", lambda: LlamaConfig(hidden_size=16, num_attention_heads=2).push_to_hub(repo, revision="other/branch"))
call("push_to_hub create_pr", lambda: LlamaConfig(hidden_size=32, num_attention_heads=2).push_to_hub(repo, create_pr=True).pr_num, lambda number: number == 1)
call("push_to_hub private", lambda: (config.push_to_hub(hidden, private=True), tokenizer.push_to_hub(hidden)))
call("tokenizer.push_to_hub for a gate", lambda: (config.push_to_hub(gated), tokenizer.push_to_hub(gated)))
api.update_repo_settings(gated, gated="manual")
for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
    api.upload_file(repo_id=repo, path_or_fileobj=api.hf_hub_download(repo, name), path_in_repo=f"sub/folder/{name}")

# Down
call("AutoConfig", lambda: AutoConfig.from_pretrained(repo, cache_dir=next(fresh)), sizes)
call("AutoTokenizer", lambda: AutoTokenizer.from_pretrained(repo, cache_dir=next(fresh)), ids)
call("apply_chat_template", lambda: AutoTokenizer.from_pretrained(repo).chat_template, lambda text: "messages[0]" in text)
call("GenerationConfig", lambda: GenerationConfig.from_pretrained(repo, cache_dir=next(fresh)), lambda found: found.max_new_tokens == 7)
call("AutoConfig at a tag", lambda: AutoConfig.from_pretrained(repo, revision="v1", cache_dir=next(fresh)), sizes)
call("AutoConfig at a branch", lambda: AutoConfig.from_pretrained(repo, revision="other/branch", cache_dir=next(fresh)), lambda found: found.hidden_size == 16)
call("AutoConfig at a pull request", lambda: AutoConfig.from_pretrained(repo, revision="refs/pr/1", cache_dir=next(fresh)), lambda found: found.hidden_size == 32)
call("AutoConfig at a commit", lambda: AutoConfig.from_pretrained(repo, revision=api.model_info(repo).sha, cache_dir=next(fresh)), sizes)
call("AutoTokenizer of a subfolder", lambda: AutoTokenizer.from_pretrained(repo, subfolder="sub/folder", cache_dir=next(fresh)), ids)
call("AutoConfig of a subfolder", lambda: AutoConfig.from_pretrained(repo, subfolder="sub/folder", cache_dir=next(fresh)), sizes)
call("AutoConfig private", lambda: AutoConfig.from_pretrained(hidden, token=token, cache_dir=next(fresh)), sizes)
refused("AutoConfig private without a token", lambda: AutoConfig.from_pretrained(hidden, token=False, cache_dir=next(fresh)), "OSError")
call("AutoConfig gated, by its owner", lambda: AutoConfig.from_pretrained(gated, token=token, cache_dir=next(fresh)), sizes)
said = []


def at_the_gate():
    try:
        AutoTokenizer.from_pretrained(gated, token=False, cache_dir=next(fresh))
    except OSError as error:
        said.append(str(error))
        raise


refused("AutoTokenizer gated, by a visitor", at_the_gate, "OSError")
call("what a visitor reads at the gate", lambda: " ".join(said), lambda text: "gated repo" in text)
refused("AutoConfig of nothing", lambda: AutoConfig.from_pretrained(f"{user}/transformers-none", cache_dir=next(fresh)), "OSError")
refused("AutoConfig at no revision", lambda: AutoConfig.from_pretrained(repo, revision="none", cache_dir=next(fresh)), "OSError")
call("cached_file of what may be missing", lambda: cached_file(repo, "none.json", _raise_exceptions_for_missing_entries=False) is None)

# Without the hub
kept = next(fresh)
AutoTokenizer.from_pretrained(repo, cache_dir=kept)
AutoConfig.from_pretrained(repo, cache_dir=kept)
call("AutoTokenizer local_files_only", lambda: AutoTokenizer.from_pretrained(repo, cache_dir=kept, local_files_only=True), ids)
refused("AutoConfig local_files_only of what was never here", lambda: AutoConfig.from_pretrained(hidden, cache_dir=kept, local_files_only=True), "OSError")
script = f"from transformers import AutoConfig, AutoTokenizer as A; print(A.from_pretrained({repo!r}, cache_dir={kept!r})('hub')['input_ids'], AutoConfig.from_pretrained({repo!r}, cache_dir={kept!r}).hidden_size)"
for name, more in (("HF_HUB_OFFLINE", {"HF_HUB_OFFLINE": "1"}), ("a hub that does not answer", {"HF_ENDPOINT": "http://127.0.0.1:9"})):
    run = lambda: subprocess.run([sys.executable, "-c", script], env={**os.environ, **more}, capture_output=True, text=True, timeout=300)
    call(f"AutoTokenizer with {name}", lambda: (lambda done: done.stdout + done.stderr)(run()), lambda text: "[2] 8" in text)

for name in (repo, hidden, gated):
    api.delete_repo(name)
end(f"transformers {transformers.__version__}")
