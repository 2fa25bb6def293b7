#!/bin/bash
#SBATCH --job-name=bulkgen
#SBATCH --requeue
# A Slurm job array: each task writes one shard. The shards, then the options of `bulkgen export`:
#
#   job=$(sbatch --parsable --array=1-10 slurm.sh 10 --scale 1b --out /mnt/estate)
#   sbatch --dependency=afterok:$job --kill-on-invalid-dep=yes --wrap 'bulkgen merge /mnt/estate'
#
# When merge names missing shards, such as 3,7-8: sbatch --array=3,7-8 slurm.sh 10 --scale 1b --out /mnt/estate
shards=$1
shift

# Slurm itself runs the task again when its node fails, not when its program does.
for _ in 1 2 3; do
  bulkgen export "$@" --shard "$SLURM_ARRAY_TASK_ID/$shards" && exit 0
done
exit 1
