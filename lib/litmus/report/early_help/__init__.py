"""Early help: demand, workload, how long and how it ends, by cluster and by lead agency."""
