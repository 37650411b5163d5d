"""`datasets`, `pandas`, `pyarrow` and `fsspec` on data of the hub, one line for each call. Environment: HF_ENDPOINT, HF_TOKEN."""

import json
import os
import tempfile
from pathlib import Path

os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
import datasets
import fsspec
import pandas
import pyarrow.dataset
import pyarrow.parquet
from _calls import call, end, refused
from datasets import Dataset, DatasetDict, get_dataset_config_names, get_dataset_split_names, load_dataset, load_dataset_builder
from datasets.hub import delete_from_hub
from huggingface_hub import HfApi, HfFileSystem

datasets.disable_progress_bars()
api = HfApi()
user = api.whoami()["name"]
token = os.environ["HF_TOKEN"]
work = Path(tempfile.mkdtemp())

# Files as people put them
repo = f"{user}/libraries-data"
api.create_repo(repo, repo_type="dataset")
folder = work / "up"
for name in ("csv", "json", "parquet", "by-glob", "nested"):
    (folder / name).mkdir(parents=True)
rows = [{"id": number, "text": f"line {number} ä"} for number in range(250)]
frame = pandas.DataFrame(rows)
frame[:200].to_csv(folder / "csv" / "train.csv", index=False)
frame[200:].to_csv(folder / "csv" / "test.csv", index=False)
(folder / "json" / "train.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
frame.to_parquet(folder / "parquet" / "train-00000-of-00002.parquet", row_group_size=50)
frame.to_parquet(folder / "parquet" / "train-00001-of-00002.parquet", row_group_size=50)
for number in range(3):
    frame[:10].to_csv(folder / "by-glob" / f"part-{number}.csv", index=False)
(folder / "README.md").write_text(
    "---\nconfigs:\n"
    "- config_name: whole\n  data_files:\n  - split: train\n    path: csv/train.csv\n  - split: test\n    path: csv/test.csv\n"
    "- config_name: parts\n  data_files: by-glob/*.csv\n---\n# Data\n"
)
api.upload_folder(repo_id=repo, repo_type="dataset", folder_path=folder)
api.create_tag(repo, repo_type="dataset", tag="v1")
api.upload_file(repo_id=repo, repo_type="dataset", path_or_fileobj=b"id,text\n1,new\n", path_in_repo="csv/test.csv")


caches = iter(str(work / f"cache-{number}") for number in range(100))


def load(*args, **more):
    """Each time from the hub: what was loaded before would hide an error."""
    return load_dataset(*args, cache_dir=next(caches), **more)


def streamed(*args, **more):
    return list(load_dataset(*args, streaming=True, **more))


call("get_dataset_config_names", lambda: get_dataset_config_names(repo), lambda names: sorted(names) == ["parts", "whole"])
call("get_dataset_split_names", lambda: get_dataset_split_names(repo, "whole"), lambda names: sorted(names) == ["test", "train"])
call("load_dataset_builder", lambda: load_dataset_builder(repo, "parts").config.name, lambda name: name == "parts")
for kind, count in (("csv", 200), ("json", 250), ("parquet", 500)):
    call(f"load_dataset {kind}", lambda: load(repo, data_dir=kind, split="train"), lambda found: found.num_rows == count and found[7]["text"] == "line 7 ä")
    call(f"load_dataset {kind} streamed", lambda: streamed(repo, data_dir=kind, split="train"), lambda found: len(found) == count and found[-1]["text"].endswith("ä"))
call("load_dataset at a tag", lambda: load(repo, "whole", split="test", revision="v1"), lambda found: found.num_rows == 50)
call("load_dataset at the branch", lambda: load(repo, "whole", split="test"), lambda found: found[0]["text"] == "new" and found.num_rows == 1)
call("load_dataset at a commit, streamed", lambda: streamed(repo, "whole", split="test", revision=api.dataset_info(repo, revision="v1").sha), lambda found: len(found) == 50)
call("load_dataset a glob", lambda: load(repo, data_files="by-glob/*.csv", split="train"), lambda found: found.num_rows == 30)
call("load_dataset a glob, streamed", lambda: streamed(repo, data_files={"train": "by-glob/part-[01].csv"}, split="train"), lambda found: len(found) == 20)
call("load_dataset data_dir", lambda: load(repo, data_dir="by-glob", split="train"), lambda found: found.num_rows == 30)
call("load_dataset a slice", lambda: load(repo, data_dir="parquet", split="train[:10%]"), lambda found: found.num_rows == 50)
call("load_dataset columns of parquet, streamed", lambda: streamed(repo, data_dir="parquet", split="train", columns=["id"]), lambda found: found[0] == {"id": 0} and len(found) == 500)
call("load_dataset filters of parquet, streamed", lambda: streamed(repo, data_dir="parquet", split="train", filters=[("id", ">=", 240)]), lambda found: len(found) == 20)
call("shuffle, skip and take of a stream", lambda: list(load_dataset(repo, data_dir="json", split="train", streaming=True).shuffle(seed=1, buffer_size=50).skip(5).take(5)), lambda found: len(found) == 5)
refused("load_dataset of nothing", lambda: load(f"{user}/libraries-none"), "DatasetNotFoundError")
refused("load_dataset at no revision", lambda: load(repo, "whole", revision="none"), "DatasetNotFoundError", "RevisionNotFoundError")
refused("load_dataset of no files", lambda: load(repo, data_files="none/*.csv"), "FileNotFoundError")

# push_to_hub
made = f"{user}/libraries-pushed"
small = Dataset.from_list(rows)
call("push_to_hub", lambda: small.push_to_hub(made, split="train", max_shard_size="4KB").oid, lambda oid: len(oid) == 40)
call("push_to_hub of a split", lambda: small.select(range(5)).push_to_hub(made, split="test"))
call("push_to_hub of a configuration", lambda: DatasetDict(train=small, test=small.select(range(9))).push_to_hub(made, "other", private=False))
call("push_to_hub as a pull request", lambda: small.push_to_hub(made, "proposed", create_pr=True).pr_num, lambda number: number == 1)
call("push_to_hub on a branch", lambda: small.push_to_hub(made, "branch", revision="a/branch"))
call("load what was pushed", lambda: load(made), lambda found: {name: part.num_rows for name, part in found.items()} == {"train": 250, "test": 5})
call("load the other configuration", lambda: load(made, "other", split="test"), lambda found: found.num_rows == 9)
call("load from the branch", lambda: streamed(made, "branch", split="train", revision="a/branch"), lambda found: len(found) == 250)
call("load from the pull request", lambda: streamed(made, "proposed", split="train", revision="refs/pr/1"), lambda found: len(found) == 250)
call("sizes in the card", lambda: load_dataset_builder(made, "default").info.splits["train"].num_examples, lambda count: count == 250)
call("IterableDataset.push_to_hub", lambda: small.to_iterable_dataset(num_shards=2).push_to_hub(made, "streamed"))
call("load what a stream pushed", lambda: streamed(made, "streamed", split="train"), lambda found: len(found) == 250)
removal = call("delete_from_hub as a pull request", lambda: delete_from_hub(made, "other").pr_num, lambda number: number == 2)
call("merge_pull_request of it", lambda: api.merge_pull_request(made, removal, repo_type="dataset"))
call("what delete_from_hub left", lambda: [one["config_name"] for one in api.dataset_info(made).card_data.configs], lambda names: sorted(names) == ["default", "streamed"])

# Private
call("push_to_hub private", lambda: small.push_to_hub(f"{user}/libraries-private", private=True))
refused("load a private one without a token", lambda: load(f"{user}/libraries-private", token=False), "DatasetNotFoundError")
call("load a private one with a token", lambda: load(f"{user}/libraries-private", split="train", token=token), lambda found: found.num_rows == 250)
call("load a private one streamed", lambda: streamed(f"{user}/libraries-private", split="train", token=token), lambda found: len(found) == 250)

# hf:// for others
at = f"hf://datasets/{repo}"
call("pandas.read_csv", lambda: pandas.read_csv(f"{at}/csv/train.csv"), lambda found: len(found) == 200)
call("pandas.read_json", lambda: pandas.read_json(f"{at}/json/train.jsonl", lines=True), lambda found: len(found) == 250)
call("pandas.read_parquet", lambda: pandas.read_parquet(f"{at}/parquet/train-00000-of-00002.parquet", columns=["id"]), lambda found: list(found.columns) == ["id"] and len(found) == 250)
call("pandas.read_csv at a tag", lambda: pandas.read_csv(f"hf://datasets/{repo}@v1/csv/test.csv"), lambda found: len(found) == 50)
call("pandas.to_csv", lambda: frame[:3].to_csv(f"{at}/written/three.csv", index=False))
call("pandas.to_parquet", lambda: frame[:3].to_parquet(f"{at}/written/three.parquet"))
call("what pandas wrote", lambda: pandas.read_parquet(f"{at}/written/three.parquet").equals(pandas.read_csv(f"{at}/written/three.csv")))
system = HfFileSystem(skip_instance_cache=True)
call("pyarrow ParquetFile", lambda: pyarrow.parquet.ParquetFile(system.open(f"datasets/{repo}/parquet/train-00001-of-00002.parquet")).read_row_group(4), lambda found: found.num_rows == 50)
call("pyarrow dataset", lambda: pyarrow.dataset.dataset(f"datasets/{repo}/parquet", filesystem=system, format="parquet").count_rows(), lambda count: count == 500)
call("fsspec.open_files", lambda: [file.open().readline() for file in fsspec.open_files(f"{at}/by-glob/*.csv")], lambda lines: lines == [b"id,text\n"] * 3)


def compressed():
    address = f"{at}/written/note.txt.gz"
    with fsspec.open(address, "wt", compression="gzip") as file:
        file.write("note ä")
    with fsspec.open(address, "rt", compression="infer") as file:
        return file.read()


call("fsspec.open compressed", compressed, lambda text: text == "note ä")

for name in (repo, made, f"{user}/libraries-private"):
    api.delete_repo(name, repo_type="dataset")
end(f"datasets {datasets.__version__}")
