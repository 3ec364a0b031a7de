"""What happens unattended: sweeps that Prefect schedules, the ticker, the whole house."""
