"""What happens unattended: sweeps scheduled by Prefect, the ticker, and starting the whole house."""
